"""What screens are made of. Widgets know content types, markdown and locale, never Blog."""
