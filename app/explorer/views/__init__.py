"""The pages, one file for each subject. A page is one function here and one template."""
