"""The questions: a module each, with a function `answer(inquiry, …)`; `registry` lists them.

>>> from graph.questions import gaps
>>> from graph.questions.inquiry import Inquiry
"""
