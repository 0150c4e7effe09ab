"""What every answer has: language, security headers, static files, refusals in words, nothing undeclared."""

from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from babel.messages import mofile, pofile
from flask import current_app, g, redirect, render_template, request, url_for
from flask.sessions import SecureCookieSessionInterface
from flask_babel import Babel, gettext
from flask_wtf.csrf import CSRFError, CSRFProtect
from itsdangerous import BadSignature
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import IntegerConverter

from .errors import NotAllowed, NotSignedIn, Refused, TooMany, body

TRANSLATIONS = Path(__file__).parent / "translations"
LANGUAGES = ("vi", "en")
YEAR = 365 * 86400

HTTP_SENTENCES = {
    400: "The request could not be read.",
    404: "There is no such page.",
    405: "This cannot be done here.",
    413: "This is larger than what can be received here.",
}


def init_app(app):
    compile_translations()
    app.url_map.converters["int"] = IdConverter
    app.session_interface = FormCookies()
    Babel(app, locale_selector=language)
    CSRFProtect(app)
    app.jinja_env.globals.update(
        static_url=static_url,
        scripts_of=app.extensions["static"].scripts,
        sheets_of=app.extensions["static"].sheets,
    )
    app.context_processor(lambda: {"person": g.get("person"), "language": language(), **appearance()})
    app.before_request(refuse_undeclared)
    app.after_request(secure)
    app.register_error_handler(Refused, refused)
    app.register_error_handler(CSRFError, forged)
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(Exception, crashed)
    if app.config["TRUSTED_PROXIES"]:
        hops = app.config["TRUSTED_PROXIES"]
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)


class FormCookies(SecureCookieSessionInterface):
    """Flask's own, with the signer made once: making it took a tenth of the time of a ballot. What is signed lasts: a
    server whose clock is set back, or ten years on, must not refuse every tablet in the middle of a vote."""

    signer = None

    def open_session(self, app, request):
        with suppress(BadSignature):
            signed = request.cookies.get(self.get_cookie_name(app), "")
            return self.session_class(self.get_signing_serializer(app).loads(signed))
        return self.session_class()

    def get_signing_serializer(self, app):
        self.signer = self.signer or super().get_signing_serializer(app)
        return self.signer


class IdConverter(IntegerConverter):
    """Numbers in addresses: one that no database integer holds is simply not found."""

    def __init__(self, url_map):
        super().__init__(url_map, max=2**31 - 1)


def static_url(path):
    return f"/static/{current_app.extensions['static'].build}/{path}"


def compile_translations():
    """The compiled catalogue is made from the written one whenever that is newer."""
    for source in TRANSLATIONS.glob("*/LC_MESSAGES/messages.po"):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as file:
            catalogue = pofile.read_po(file)
        made = target.with_suffix(f".{id(catalogue)}")
        with made.open("wb") as file:
            mofile.write_mo(file, catalogue)
        made.replace(target)


def catalogue(lang):
    """{msgid: translation or [singular, plural]} for the browser; English needs none."""
    path = TRANSLATIONS / lang / "LC_MESSAGES" / "messages.po"
    return read_catalogue(path, path.stat().st_mtime_ns) if path.exists() else {}


@lru_cache(maxsize=len(LANGUAGES))
def read_catalogue(path, _written_at):
    """Kept, for every tablet asks, and nobody else is served in the tenth of a second that this takes."""
    with path.open("rb") as file:
        messages = [m for m in pofile.read_po(file) if m.id and m.string]
    return {
        m.id[0] if m.pluralizable else m.id: list(m.string or ()) if m.pluralizable else m.string
        for m in messages
    }


def language():
    """What the person chose, or this browser, or the installation."""
    if "language" in g:
        return g.language
    chosen = request.cookies.get("language") if request else None
    return chosen if chosen in LANGUAGES else current_app.config["LANGUAGE"]


def appearance():
    person = g.get("person")
    return {"theme": person.theme if person else "auto", "text_size": person.text_size if person else 1}


def refuse_undeclared():
    view = current_app.view_functions.get(request.endpoint or "")
    if view is not None and not hasattr(view, "access"):
        raise NotAllowed("This cannot be done here.")


def secure(response):
    socket = f"{'wss' if request.is_secure else 'ws'}://{request.host}"
    response.headers.setdefault(
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' blob: data:;"
        f" connect-src 'self' {socket}; manifest-src 'self'; form-action 'self'; base-uri 'none';"
        " frame-ancestors 'none'",
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["X-Frame-Options"] = "DENY"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=()"
    response.headers.setdefault("Cache-Control", "no-store")
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = f"max-age={YEAR}"
    return response


def translate(message, **params):
    return gettext(message, **params)


def refused(error):
    if isinstance(error, NotSignedIn) and wants_page():
        return redirect(url_for("people.sign_in_form", next=request.full_path.rstrip("?")))
    return answer(error)


def forged(_error):
    return answer(NotAllowed("This page is too old. Please load it again.", code="csrf"))


def http_error(error):
    sentence = HTTP_SENTENCES.get(error.code, "The request could not be read.")
    refusal = Refused(sentence, code=f"http_{error.code}")
    refusal.status = error.code
    return answer(refusal)


def crashed(error):
    # The traceback goes to the log; the reader learns that nothing was kept, for the transaction was undone.
    current_app.logger.exception("unhandled error in %s", request.endpoint)
    if current_app.testing and current_app.config.get("PROPAGATE_EXCEPTIONS", True):
        raise error
    refusal = Refused("Something went wrong here. What you did was not recorded.", code="internal")
    refusal.status = 500
    return answer(refusal)


def answer(refusal):
    if wants_page():
        sentence = translate(refusal.message, **refusal.params)
        return render_template("error.html", message=sentence, status=refusal.status), refusal.status
    wait = getattr(refusal, "retry_after", 60 if isinstance(refusal, TooMany) else None)
    headers = {"Retry-After": str(wait)} if wait else {}
    return body(refusal, translate), refusal.status, headers


def wants_page():
    # best_match, for Chrome also names a type with a parameter, which would count as its most wanted one.
    best = request.accept_mimetypes.best_match(["application/json", "text/html"])
    return not request.path.startswith("/api/") and best == "text/html"
