"""`python -m wenbao`."""

from wenbao.cli import main

if __name__ == "__main__":
    main()
