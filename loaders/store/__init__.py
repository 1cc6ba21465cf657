"""What lasts: the journal, batches and their scopes, decisions of people, files refused or taken back."""
