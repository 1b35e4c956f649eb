"""The register of many canvases: what is told of each, how they are found and read, and what they share."""
