"""Meetings: who sits in them, what is on the agenda, and going through it."""


def init_app(app):
    from .routes import bp

    app.register_blueprint(bp)
