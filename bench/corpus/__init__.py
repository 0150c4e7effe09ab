"""A folder of real files through the whole pipeline, and a judgement of what became of each."""
