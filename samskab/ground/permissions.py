"""What a page may ask of the machine it is shown on."""

# To sign in with a passkey, to copy a link, to fill the screen.
ASKED_FOR = ("clipboard-write", "fullscreen", "publickey-credentials-create", "publickey-credentials-get")
NEVER = (
    "accelerometer", "ambient-light-sensor", "autoplay", "bluetooth", "browsing-topics", "camera", "display-capture",
    "geolocation", "gyroscope", "hid", "idle-detection", "local-fonts", "magnetometer", "microphone", "midi", "payment",
    "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip


def permissions(*also: str) -> str:
    """The header's words; `also` is what one page alone may ask for."""
    asked_for, never = sorted({*ASKED_FOR, *also}), [name for name in NEVER if name not in also]
    return ", ".join([*(f"{name}=(self)" for name in asked_for), *(f"{name}=()" for name in never)])
