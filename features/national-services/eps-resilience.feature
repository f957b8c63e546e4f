@capability:C14 @service:eps @api @negative
Feature: When the Electronic Prescription Service is in trouble
  A prescription is never lost and never sent twice. As long as nobody knows whether EPS has it, it is shown as signed and not as sent.

  Background:
    Given Joan Okafor is registered at the practice
    And the GP has drafted amoxicillin for Joan

  @req:EPSP01 @req:TIF-CS-11
  Scenario Outline: EPS <is in trouble> before anything is signed
    Given EPS <is in trouble> whenever a prescription for Joan is prepared
    When the GP signs it
    Then the user is told that EPS did not do its part
    And nothing is signed

    Examples:
      | is in trouble                          |
      | fails                                  |
      | answers with an error page             |
      | answers with rubbish                   |
      | breaks off in the middle of its answer |
      | drops the connection                   |
      | does not allow it                      |

    @waits
    Examples:
      | is in trouble           |
      | does not answer in time |

  @req:EPSP01 @req:TIF-CS-11
  Scenario: EPS will not prepare the prescription
    Given EPS does not prepare the next prescription for Joan, because the message is invalid
    When the GP signs it
    Then the user is told that the message is invalid
    And nothing is signed

  @req:EPSP01
  Scenario Outline: EPS <is in trouble> once before anything is signed
    Given EPS <is in trouble> when the next prescription for Joan is prepared
    When the GP signs it
    Then EPS has one prescription for Joan with what was drafted

    Examples:
      | is in trouble  |
      | takes its time |

    @waits
    Examples:
      | is in trouble      |
      | is asked too often |
      | asks for a moment  |

  @req:TIF-EPS-14 @hazard:HZ-DUPLICATE-SUPPLY
  Scenario Outline: EPS takes the prescription and then <is in trouble>
    Given EPS takes the next prescription for Joan and then <is in trouble>
    When the GP signs it
    Then the identical prescription is sent again
    And the prescription is sent
    And EPS has one prescription for Joan with what was drafted

    Examples:
      | is in trouble                 |
      | gives up after thirty seconds |
      | drops the connection          |
      | answers with an error page    |
      | answers with rubbish          |

    @waits
    Examples:
      | is in trouble           |
      | does not answer in time |

  @req:TIF-EPS-14 @hazard:HZ-LOST-PRESCRIPTION
  Scenario Outline: EPS <is in trouble> before it takes the prescription
    Given EPS <is in trouble> when the next prescription for Joan is sent
    When the GP signs it
    Then the identical prescription is sent again
    And the prescription is sent
    And EPS has one prescription for Joan with what was drafted

    Examples:
      | is in trouble                          |
      | gives up after thirty seconds          |
      | drops the connection                   |
      | breaks off in the middle of its answer |

  @req:TIF-EPS-14 @req:TIF-CS-11 @hazard:HZ-LOST-PRESCRIPTION
  Scenario Outline: EPS <is in trouble> whatever is tried
    Given EPS <is in trouble> whenever a prescription for Joan is sent
    When the GP signs it
    Then the user is told that EPS has not confirmed the prescription
    And the prescription is shown as signed, and not as sent
    And the practice has a task to send it again
    And EPS is left in peace about the prescription

    Examples:
      | is in trouble               |
      | is out of service           |
      | answers with an error page  |
      | drops the connection        |
      | does not accept the sign-in |
      | does not allow it           |

  @req:TIF-EPS-14 @req:TIF-CS-11 @hazard:HZ-DUPLICATE-SUPPLY
  Scenario: EPS has taken the prescription, and nobody heard of it
    Given EPS takes every prescription for Joan and then drops the connection
    When the GP signs it
    Then the user is told that EPS has not confirmed the prescription
    And the prescription is shown as signed, and not as sent
    When EPS is well again
    And the GP sends the prescription again
    Then the prescription is sent
    And EPS has one prescription for Joan with what was drafted
    And the identical prescription is sent again
    And no task about the prescription is left

  @req:TIF-EPS-14 @req:TIF-CS-11 @hazard:HZ-LOST-PRESCRIPTION
  Scenario: EPS never got the prescription
    Given EPS fails whenever a prescription for Joan is sent
    When the GP signs it
    Then the user is told that EPS has not confirmed the prescription
    When EPS is well again
    And the GP sends the prescription again
    Then the prescription is sent
    And EPS has one prescription for Joan with what was drafted
    And no task about the prescription is left

  @req:TIF-EPS-14 @hazard:HZ-DUPLICATE-SUPPLY
  Scenario: Nobody can sign it again while it is not known where it is
    Given EPS takes every prescription for Joan and then drops the connection
    When the GP signs it
    And EPS is well again
    And the GP signs it
    Then the user is told that it is signed already
    And EPS has one prescription for Joan with what was drafted

  @req:TIF-EPS-10
  Scenario: A colleague cannot send it in the prescriber's place
    Given EPS fails whenever a prescription for Joan is sent
    When the GP signs it
    And EPS is well again
    And the second GP sends the prescription again
    Then the user is told that only the prescriber can send it
    And EPS has no prescription for Joan

  @req:EPSP01
  Scenario Outline: EPS <asks> before it takes the prescription
    Given EPS <asks> when the next prescription for Joan is sent
    When the GP signs it
    Then the prescription is sent again after the time EPS asked for
    And the prescription is sent
    And EPS has one prescription for Joan with what was drafted

    @waits
    Examples:
      | asks               |
      | is asked too often |
      | asks for a moment  |

  @req:TIF-CIS2-03 @req:TIF-EPS-14
  Scenario: The sign-in to national services has run out
    Given EPS does not accept the sign-in when the next prescription for Joan is sent
    When the GP signs it
    Then the prescription is sent again once, with a new token
    And EPS has one prescription for Joan with what was drafted

  @req:EPSP01 @req:TIF-CS-11
  Scenario Outline: EPS does not accept the prescription, because <reason>
    Given EPS does not accept the next prescription for Joan, because <reason>
    When the GP signs it
    Then the user is told that <reason>
    And it is still to be signed
    And the item says why EPS did not take it
    And EPS has no prescription for Joan

    Examples:
      | reason                             |
      | the patient is recorded as dead    |
      | the prescription id exists already |
      | the check character is wrong       |
      | the signature is missing           |
      | the message is invalid             |
      | it could not be processed          |

  @req:EPSP01 @req:TIF-EPS-03
  Scenario: What EPS did not accept is signed anew
    Given EPS does not accept the next prescription for Joan, because the prescription id exists already
    When the GP signs it
    And the GP signs it
    Then the prescription is sent
    And EPS has one prescription for Joan with what was drafted
