// Style sheets that esbuild bundles beside a script.
declare module "*.css";
