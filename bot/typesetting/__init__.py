"""From finished words and numbers to a PNG or a PDF: what the digest and the cards share."""
