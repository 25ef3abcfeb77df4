"""`jiedui find`: looking a name up."""

TEXT = {"find.found": ("{count} found for “{text}”.", "“{text}”找到 {count} 个。")}
