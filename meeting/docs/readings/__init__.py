"""What each person has read: notes from the tablets, the place kept for the reader, receipts for the desk."""


def init_app(app):
    from .notebook import Notebook
    from .routes import bp

    app.extensions["notebook"] = Notebook()
    app.register_blueprint(bp)
