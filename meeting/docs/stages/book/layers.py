"""Layers that the author has switched off stay off: a plan has dozens, and an old state may lie under the new one."""

from pypdf.generic import ArrayObject, DictionaryObject, NameObject

MAX_LAYERS = 2_000


def copy_layers(writer, reader):
    layers = reader.root_object.get("/OCProperties")
    if layers is None:
        return
    layers = layers.get_object()
    state = layers.get("/D", DictionaryObject()).get_object()
    known = list(_references(layers, "/OCGs"))[:MAX_LAYERS]
    if state.get("/BaseState") == "/OFF":
        on = {reference.idnum for reference in _references(state, "/ON")}
        off = {reference.idnum for reference in known} - on
    else:
        off = {reference.idnum for reference in _references(state, "/OFF")}
    listed, hidden = _lists(writer)
    for reference in known:
        copy = reference.get_object().clone(writer, ignore_fields=("/Usage",)).indirect_reference
        listed.append(copy)
        if reference.idnum in off:
            hidden.append(copy)


def _references(layers, name):
    """The references in a list that may be missing."""
    found = layers.get(name)
    listed = found.get_object() if found is not None else None
    if isinstance(listed, ArrayObject):
        yield from (entry for entry in list.__iter__(listed) if hasattr(entry, "idnum"))


def _lists(writer):
    root = writer.root_object
    if "/OCProperties" not in root:
        state = DictionaryObject({NameObject("/OFF"): ArrayObject()})
        root[NameObject("/OCProperties")] = DictionaryObject(
            {NameObject("/OCGs"): ArrayObject(), NameObject("/D"): state}
        )
    layers = root["/OCProperties"]
    return layers["/OCGs"], layers["/D"]["/OFF"]
