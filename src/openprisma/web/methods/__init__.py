"""Pages that every working method has without writing any: its list, a file, its tabs, its acts."""
