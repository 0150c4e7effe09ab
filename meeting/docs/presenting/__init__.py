"""The page that everybody sees: who shows it, who asks to, and where it is."""
