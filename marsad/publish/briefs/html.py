"""A brief as one HTML file: no script, no second file, fit for print; report text is escaped."""

from marsad.publish.briefs.document import Document
from marsad.publish.pages import environment


def to_html(document: Document) -> str:
    return environment("briefs").get_template("brief.html").render(document=document)
