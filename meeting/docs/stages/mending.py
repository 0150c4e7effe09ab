"""A PDF that cannot be opened as it came, written anew from what can still be made out of it."""

from .problem import Code, Problem, Warn


def mend(source, target):
    """Writes the PDF anew; returns warnings. The original stays as it is: only what is drawn is made of this."""
    import pikepdf  # here: 75 ms that no sound file has to wait for

    try:
        with pikepdf.open(source, suppress_warnings=True) as pdf:
            if not len(pdf.pages):
                raise Problem(Code.DAMAGED, "no pages to be found")
            pdf.save(target)
    except pikepdf.PasswordError as error:
        raise Problem(Code.ENCRYPTED, error) from error
    # Broken trees make it say all sorts of things.
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, AttributeError, OSError) as error:
        raise Problem(Code.DAMAGED, error) from error
    return [Warn.REPAIRED]
