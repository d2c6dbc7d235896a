"""The words of the shop: what is sold, how far an order, a payment and a refund have come, and why things end."""

from django.db.models import TextChoices

# How an employer pays: by card at a link that is sent, or by bank transfer against the invoice.
LINK, TRANSFER = "link", "transfer"


class Kind(TextChoices):
    """What the catalogue calls a product [TC-1.1]."""

    COURSE = "course", "Course"
    WEBINAR = "webinar", "Webinar"
    EVENT = "event", "Event"
    BOOK = "book", "Book"
    EBOOK = "ebook", "E-book"
    DOWNLOAD = "download", "Download"
    MEMBERSHIP = "membership", "Membership subscription"
    CERTIFICATE_FEE = "certificate_fee", "Practising certificate fee"
    ASSESSMENT_FEE = "assessment_fee", "Assessment fee"
    DELIVERY = "delivery", "Delivery"


class Supply(TextChoices):
    """How a line is supplied; this and not its kind is what refund rules go by."""

    GOODS = "goods", "Sent by post"
    DIGITAL = "digital", "Download or stream"
    SESSIONS = "sessions", "Dated sessions"
    ASSESSMENT = "assessment", "Assessment"
    FEE = "fee", "Membership or certificate fee"
    DELIVERY = "delivery", "Delivery"


# Sold by the system for an application or a renewal, never browsed or put into a basket.
SYSTEM_KINDS = frozenset({Kind.MEMBERSHIP, Kind.CERTIFICATE_FEE, Kind.ASSESSMENT_FEE, Kind.DELIVERY})


class Mode(TextChoices):
    """How a course, webinar or event is given."""

    ONLINE = "online", "Live online"
    IN_PERSON = "in_person", "In person"
    ON_DEMAND = "on_demand", "On demand"


class ShareUnit(TextChoices):
    """What "in proportion to what was supplied" is counted in [TC-9.6b]."""

    SESSIONS = "sessions", "Sessions given"
    HOURS = "hours", "Hours given"
    DAYS = "days", "Calendar days"


class Stage(TextChoices):
    """How far an order has come. It is no contract before it is accepted [TC-3.1]."""

    PLACED = "placed", "Waiting for payment"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Not completed"


class DeclineReason(TextChoices):
    """Why an order is not accepted [TC-3.2]."""

    OUT_OF_STOCK = "out_of_stock", "Out of stock"
    FULL = "full", "No places left"
    PRICE_ERROR = "price_error", "Wrong price"
    DESCRIPTION_ERROR = "description_error", "Wrong description"
    NO_DELIVERY_DATE = "no_delivery_date", "No delivery date within the limit"
    NO_LONGER_SOLD = "no_longer_sold", "No longer sold"


class PayerKind(TextChoices):
    """Who pays an order [TC-5.5]."""

    BUYER = "buyer", "The buyer"
    EMPLOYER = "employer", "An employer"


class Method(TextChoices):
    """What a payment goes through."""

    STRIPE = "stripe", "Card"
    DEMO = "demo", "Demo card"
    BANK = "bank", "Bank transfer"
    CREDIT = "credit", "Course credit"


class PaymentState(TextChoices):
    """How far a payment has come. Its outcome may be unknown; it is then checked, never guessed."""

    STARTED = "started", "Started"
    UNKNOWN = "unknown", "We are checking"
    AUTHORISED = "authorised", "Authorised"
    CAPTURED = "captured", "Paid"
    RELEASED = "released", "Released, nothing taken"
    FAILED = "failed", "Failed, nothing taken"


class EventVerdict(TextChoices):
    """What became of a message from a gateway."""

    APPLIED = "applied", "Applied"
    REPLAYED = "replayed", "Seen before"
    FORGED = "forged", "Signature is wrong"
    MISMATCH = "mismatch", "Amount or currency differs"
    IGNORED = "ignored", "Nothing to do"


class ConsentTo(TextChoices):
    """What a buyer agrees to by a tick of its own."""

    TERMS = "terms", "Terms and conditions"
    EXTRA_TERMS = "extra_terms", "Extra terms of a product"
    START_EARLY = "start_early", "Starting before the right to change one's mind ends"
    LOSE_WHEN_DONE = "lose_when_done", "Losing that right once the service is complete"
    DOWNLOAD_NOW = "download_now", "Starting the download at once"
    LOSE_WHEN_STARTED = "lose_when_started", "Losing that right once the download starts"


class Ground(TextChoices):
    """Why a line, or some of its units, is given up or ended."""

    CHANGE_OF_MIND = "change_of_mind", "Change of mind"
    LARGER_CHANGE = "larger_change", "A larger change was announced"
    ERROR = "error", "Price or description was wrong"
    DELAY = "delay", "Substantial delay"
    COURSE_MOVED = "course_moved", "The course was moved"
    COURSE_SUSPENDED = "course_suspended", "The course was suspended"
    WRONGDOING = "wrongdoing", "A legal right because CILEX did something wrong"
    FAULTY = "faulty", "Faulty or not as described"
    DECLINED_QUOTE = "declined_quote", "A change was quoted and not wanted"
    PAID_IN_ERROR = "paid_in_error", "Paid twice or too much"
    BREACH = "breach", "CILEX ended it: breach of membership"
    NON_PAYMENT = "non_payment", "CILEX ended it: not paid"
    NO_INFORMATION = "no_information", "CILEX ended it: information did not come"
    NO_DELIVERY = "no_delivery", "CILEX ended it: delivery was not made possible"
    NOT_ADMITTED = "not_admitted", "Not admitted to membership"


ENDED_BY_CILEX = frozenset({Ground.BREACH, Ground.NON_PAYMENT, Ground.NO_INFORMATION, Ground.NO_DELIVERY})


class Channel(TextChoices):
    """How a notice reached CILEX [TC-9.3b]."""

    PORTAL = "portal", "In the portal"
    EMAIL = "email", "By email"
    LETTER = "letter", "By letter"
    PHONE = "phone", "By phone"


class CancellationStage(TextChoices):
    """How far a notice of giving up a line has come."""

    OFFICER = "officer", "Waiting for an officer"
    RETURN = "return", "Waiting for the goods"
    PAYABLE = "payable", "Refund due"
    SETTLED = "settled", "Settled"
    REFUSED = "refused", "Refused"


class RefundState(TextChoices):
    """How far the money of a refund has come."""

    DUE = "due", "Due"
    SENDING = "sending", "Being sent"
    UNKNOWN = "unknown", "We are checking"
    PAID = "paid", "Paid"
    FAILED = "failed", "Failed"


class AnnouncementKind(TextChoices):
    """What buyers are told about a product after they ordered it."""

    MOVED = "moved", "Sessions moved"
    SUSPENDED = "suspended", "Course suspended"
    DELAYED = "delayed", "Delivery or supply delayed"
    ERROR = "error", "Price or description was wrong"
    LARGER_CHANGE = "larger_change", "Larger change to product or terms"
    LAW = "law", "Changed to follow the law"
    MINOR = "minor", "Minor technical change"
    CURRENCY = "currency", "Content brought up to date"
    MEMBERSHIP_RULES = "membership_rules", "Membership regulations or policies"


class Choice(TextChoices):
    """What a buyer chooses when told of a moved course or another change that lets them go."""

    KEEP = "keep", "Keep it"
    REFUND = "refund", "Refund"
    CREDIT = "credit", "Credit for another course"


class HarmAnswer(TextChoices):
    """How a claim that a download did harm was answered [TC-12.3]."""

    REPAIR = "repair", "It is put right"
    SUM = "sum", "A sum is paid"
    REFUSED = "refused", "It is refused"
