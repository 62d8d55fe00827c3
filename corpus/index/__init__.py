"""What finds passages: full text in SQL, vectors in Chroma, and both fused."""
