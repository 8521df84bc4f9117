"""Plain HTTP beside Streamlit: the door, sign-in, language, health. No Streamlit import; each page works without JavaScript."""
