@capability:C11 @service:bars @negative @api
Feature: Referring while the other service is in trouble
  No referral is lost, none arrives twice, and nobody believes that one has arrived that has not.

  Background:
    Given Joan Okafor is registered at the practice
    And the GP is signed in

  @req:TIF-CS-11
  Scenario Outline: A referral that does not arrive: the service <is in trouble>
    Given the other service <is in trouble> when something about Joan is next sent
    When the GP refers Joan to Hollins Pharmacy, because of "Sore throat for three days"
    Then the user is told that the referral was not sent, or that nobody knows
    And the referral because of "Sore throat for three days" is kept, to be sent again
    When the GP sends Joan's referral again
    Then Hollins Pharmacy has the referral of Joan, once, because of "Sore throat for three days"

    Examples:
      | is in trouble              |
      | answers with an error page |
      | does not accept it         |

    @waits
    Examples:
      | is in trouble           |
      | does not answer in time |

  @req:TIF-CS-11 @req:BARS01
  Scenario Outline: The service has taken a referral, and then <is in trouble>
    Given the other service takes the next message about Joan and then <is in trouble>
    When the GP refers Joan to Hollins Pharmacy, because of "Sore throat for three days"
    Then the user is told that nobody knows whether the referral arrived
    And the referral because of "Sore throat for three days" is kept as one of which nobody knows
    And somebody is asked to see to the referral
    When the GP sends Joan's referral again
    Then Hollins Pharmacy has the referral of Joan, once, because of "Sore throat for three days"
    And the message is the same as before
    And the referral is shown as sent at the practice

    Examples:
      | is in trouble        |
      | fails without a word |
      | answers with rubbish |
      | drops the connection |

  @req:BARS01
  Scenario: The service asks to wait
    Given the other service asks to wait a second when something about Joan is next sent
    When the GP refers Joan to Hollins Pharmacy, because of "Sore throat for three days"
    Then it is done at the other service
    And Hollins Pharmacy has the referral of Joan, once, because of "Sore throat for three days"

  @req:BARS01
  Scenario: Leave was withdrawn early
    Given the platform withdraws the system's leave when something about Joan is next sent
    When the GP refers Joan to Hollins Pharmacy, because of "Sore throat for three days"
    Then it is done at the other service
    And Hollins Pharmacy has the referral of Joan, once, because of "Sore throat for three days"

  @req:E00150
  Scenario Outline: What has become of a referral cannot be checked: the service <is in trouble>
    Given the GP has referred Joan to Hollins Pharmacy, because of "Sore throat for three days"
    And the other service <is in trouble> whenever Joan's referral is read
    When the GP looks at what was referred for Joan
    Then the GP sees that what has become of the referral could not be checked

    Examples:
      | is in trouble                          |
      | fails without a word                   |
      | breaks off in the middle of its answer |

  @req:E00150 @req:TIF-CS-11
  Scenario: A referral that could not be called back
    Given the GP has referred Joan to Hollins Pharmacy, because of "Sore throat for three days"
    And the other service fails without a word when something about Joan is next sent
    When the GP cancels what was sent for Joan
    Then the user is told that the referral was not cancelled at the service
    And the referral of Joan is open at Hollins Pharmacy
    And the referral is shown as sent at the practice
