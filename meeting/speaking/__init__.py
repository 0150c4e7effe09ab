"""The speakers' list: who has asked, who speaks, and for how long."""


def init_app(app):
    from .routes import bp

    app.register_blueprint(bp)
