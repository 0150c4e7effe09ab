"""People: who they are, how they sign in, what they chose for themselves."""


def init_app(app):
    from .routes import init_app as init_routes

    init_routes(app)
