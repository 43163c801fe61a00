-- The newest declared change of a credential is found among many declarations of cases and views.
CREATE INDEX declaration_of_credentials ON declaration (sequence) WHERE kind = 'CredentialChange';
