"""What a sentence says, taken apart once: words, names, quantities, periods, negation.

`sentence.analyse` gives a Sentence, `alignment.align` lays the words of two of them beside each
other. No stance is taken here, and nothing is compared but words.
"""
