-- Acts about editions are declared too, so that the evidence log holds them: found among many declarations of cases.
CREATE INDEX declaration_of_edition ON declaration (sequence) WHERE kind = 'EditionAct';
