"""The NAP 1325 monitor: returns of partners, checked against a plan, added up to results. No Streamlit, no Starlette."""
