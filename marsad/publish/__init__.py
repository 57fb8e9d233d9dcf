"""How answers look: tables and text for people, JSON for programs. A file per form; nothing is reckoned here."""
