"""Plain HTTP beside Streamlit: sign-in, health, the door that refuses. No Streamlit import."""
