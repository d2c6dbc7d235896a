"""What the portal says where allauth has words of its own: what is wrong, and what to do."""

WRONG_CODE = "This is not the code. Look at the latest message or at your app, and type what it shows now."
ACCOUNT = {
    "account_inactive": "This account is closed. Write to us if you think that is a mistake.",
    "cannot_remove_primary_email": "This is the address you sign in with. Change it to another one instead.",
    "duplicate_email": "This is your address already.",
    "email_password_mismatch": "The email address and the password do not belong together. Check both and try again.",
    "email_taken": "This address belongs to another account. Use another one.",
    "enter_current_password": "This is not your password as it is now. Type that one first.",
    "incorrect_code": WRONG_CODE,
    "incorrect_password": "This is not your password. Try again, or choose a new one.",
    "invalid_login": "You could not be signed in with this. Try again.",
    "invalid_or_expired_key": "This link has been used or is too old. Ask for a new one.",
    "invalid_password_reset": "This link has been used or is too old. Ask for a new one.",
    "rate_limited": "There were too many tries in a short time. Wait five minutes, then try again.",
    "same_as_current": "This is the same as now. Type something else.",
    "too_many_login_attempts": "There were too many tries in a short time. Wait five minutes, then try again.",
    "unknown_email": "No account has this address.",
    "unverified_primary_email": "Confirm your email address first.",
}
SECOND_STEP = {
    "add_email_blocked": "Your address cannot be changed while you use a second sign-in step. Write to us.",
    "cannot_delete_authenticator": "You need a second sign-in step. Set up another one before you take this one off.",
    "cannot_generate_recovery_codes": "Set up an authenticator app or a passkey first: recovery codes stand in for it.",
    "incorrect_code": WRONG_CODE,
    "unverified_email": "Confirm your email address first. Then you can set up a second sign-in step.",
}
