@capability:C13 @service:gp-connect @api
Feature: Other organisations reach the practice through the Spine
  Hospitals, pharmacies and NHS 111 reach the practice's system through the Spine Secure Proxy and nobody else. Every call says which system
  asks, what for, and which person stands behind it; whatever is not in order is turned away before anything is looked at.

  Background:
    Given Joan Okafor is registered at the practice

  @req:TIF-GPC-07 @req:GPCARS01
  Scenario Outline: A call that is in order: <how>
    When another organisation asks for Joan's details <how>
    Then the other organisation is told

    Examples:
      | how                                                          |
      | with a token of a clock that is two minutes ahead            |
      | with a token of a person without a smartcard                 |
      | with a token of a person without national identifiers        |
      | with a token that asks for what is not restricted            |

  @negative @req:TIF-GPC-04 @req:TIF-IG-SHARE-01
  Scenario Outline: Somebody who is not the Spine calls: <how>
    When another organisation asks for Joan's details <how>
    Then the call comes to nothing

    Examples:
      | how                                                                                   |
      | over a connection without a certificate                                               |
      | over a connection with a certificate in the name of the Spine that nobody we know has signed |
      | over a connection with the certificate of somebody else                               |
      | over a connection with a certificate of the Spine that has run out                    |

  @negative @req:TIF-GPC-06
  Scenario Outline: A call that the Spine would not make: <how>
    When another organisation asks for Joan's details <how>
    Then the call is refused because the call is malformed

    Examples:
      | how                                             |
      | without a number to trace the call by           |
      | without saying which system asks                |
      | without saying which system is asked            |
      | meant for another system                        |
      | without saying what kind of call it is          |
      | saying that it is a call of another kind        |
      | saying that it is a call of a kind that nobody knows |

  @negative @req:TIF-GPC-06
  Scenario Outline: Each address has its own kind of call: <what>
    When another organisation asks for <what> saying that it is a call of another kind
    Then the call is refused because the call is malformed

    Examples:
      | what                                 |
      | who Joan is                          |
      | who the GP is                        |
      | the GP's details                     |
      | which practice it is                 |
      | the practice's details               |
      | the surgery's details                |
      | what the system can do               |
      | what the system can tell of records  |
      | what the system can tell of documents |

  @negative @req:TIF-GPC-07
  Scenario: Tokens that are not in order
    When another organisation asks for Joan's details in each of these ways:
      | without a token                                             |
      | with a token that is not in base64                          |
      | with a token of two parts                                   |
      | with a token that does not say who issued it                |
      | with a token that does not say whom it is about             |
      | with a token that does not say whom it is for               |
      | with a token that does not say until when it is good        |
      | with a token that does not say when it was made             |
      | with a token that says nothing of what it is good for       |
      | with a token that names no device                           |
      | with a token that names no organisation                     |
      | with a token that names no person                           |
      | with a token that is good for something else                |
      | with a token that asks for everything at once               |
      | with a token whose person is somebody else than its subject |
    Then each call is refused because the call is malformed

  @negative @req:TIF-IG-AUD-11
  Scenario Outline: A token of the wrong age: <how>
    When another organisation asks for Joan's details <how>
    Then the call is refused because the call is malformed

    Examples:
      | how                                      |
      | with a token that lives 301 seconds      |
      | with a token that lives 299 seconds      |
      | with a token that ends before it begins  |
      | with a token of ten minutes ago          |

  @negative @req:TIF-IG-AUD-12
  Scenario Outline: A reason that is none: <how>
    When another organisation asks for Joan's details <how>
    Then the call is refused because the call is malformed

    Examples:
      | how                                |
      | with a token that gives no reason  |
      | with a token for secondary uses    |
      | with a token for migration         |

  @negative @req:TIF-GPC-07
  Scenario Outline: A token that names nobody who could be asked: <how>
    When another organisation asks for Joan's details <how>
    Then the call is refused because a resource is not valid

    Examples:
      | how                                                                  |
      | with a token whose device is no device                               |
      | with a token whose device has fields that no device has              |
      | with a token whose organisation is no organisation                   |
      | with a token whose organisation has fields that no organisation has  |
      | with a token whose person is no practitioner                         |
      | with a token whose person has fields that no practitioner has        |

  @negative @req:TIF-GPC-07
  Scenario Outline: Tokens for organisations do not open what is a patient's, and the other way round: <what>
    When another organisation asks for <what> with a token that is good for something else
    Then the call is refused because the call is malformed

    Examples:
      | what                    |
      | who Joan is             |
      | the practice's details  |
      | what the system can do  |

  @negative @req:TIF-GPC-11
  Scenario Outline: An address that there is not: <how>
    When another organisation asks for Joan's details <how>
    Then the call is refused because nobody answers to that

    Examples:
      | how                                   |
      | with a capital missing in the address |
      | with the method of asking what there is |
      | with the method of removing           |
      | with the method of patching           |

  @req:TIF-IG-AUD-01
  Scenario: Whoever sees a patient through the Spine is written down
    When another organisation asks for Joan's details
    Then the other organisation is told
    And the audit trail says who at the other organisation saw Joan

  @negative @serial @req:TIF-IG-AUD-07
  Scenario: Whoever is refused is written down
    Given the privacy officer has read the audit trail so far
    When another organisation asks for Joan's details with a token for secondary uses
    Then the call is refused because the call is malformed
    And the audit trail says since then that a consumer was refused
