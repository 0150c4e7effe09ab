"""Papers: how they come in, become pages, are read, and are shown to the meeting."""


def init_app(app):
    from .book.routes import bp as book
    from .jobs import Jobs
    from .routes import init_app as init_routes

    app.extensions["paper_jobs"] = Jobs(app)
    init_routes(app)
    app.register_blueprint(book)
