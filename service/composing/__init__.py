"""The wording of answers: figures with their places, questions back, and refusals."""
