@service:oauth2 @service:pds @api
Feature: Calling national services in the user's name
  National services want to know who asks. The practice's system proves who it is, shows for which signed-in user it asks, and gets
  leave for ten minutes at a time. Users notice none of it, and lose nothing when it goes wrong.

  Background:
    Given Joan Okafor is registered at the practice
    And a receptionist is signed in

  @req:TIF-CIS2-03
  Scenario: Whoever acts is named to the national service
    When the receptionist opens Joan's details
    Then the details are shown
    And the Personal Demographics Service was called in the name of the receptionist

  @req:TIF-CIS2-03
  Scenario: Two colleagues, each in their own name
    Given the GP is signed in
    When the receptionist opens Joan's details
    And the GP opens Joan's details
    Then the Personal Demographics Service was called in the name of the receptionist, then of the GP

  @req:TIF-CIS2-03 @serial
  Scenario: The system proves anew each time who it is
    Given the GP is signed in
    When the receptionist opens Joan's details
    And the GP opens Joan's details
    Then each of the 2 proofs of the system's identity was used once

  @req:TIF-CIS2-03 @serial
  Scenario: Leave is renewed before it runs out
    Given the receptionist has opened Joan's details
    When 11 minutes pass
    And the receptionist opens Joan's details
    Then the details are shown
    And leave had been renewed before it ran out

  @req:TIF-CIS2-03 @serial
  Scenario: National services are open to a user for the whole working day
    Given the receptionist has opened Joan's details
    When the receptionist works on for 3 hours
    And the receptionist opens Joan's details
    Then the details are shown

  @req:TIF-CIS2-03 @negative @serial
  Scenario: The platform is in trouble in the middle of the working day
    Given the receptionist has opened Joan's details
    And the API platform is out of service when it is asked for leave
    When the receptionist works on for 3 hours
    And the receptionist opens Joan's details
    And the API platform is well again
    And the receptionist opens Joan's details
    Then the details are shown

  @req:TIF-CIS2-03 @negative
  Scenario: Leave is withdrawn early while a user reads
    Given the receptionist has opened Joan's details
    And the platform withdraws the receptionist's leave when Joan's details are next read
    When the receptionist opens Joan's details
    Then the details are shown
    And the system read once more with new leave

  @req:TIF-CIS2-03 @req:TIF-CS-11 @negative
  Scenario: Leave is withdrawn early while a user saves
    Given the receptionist has opened Joan's details
    And the platform withdraws the receptionist's leave when Joan's details are next changed
    When the receptionist saves a new mobile number
    Then the change is saved
    And the system saved once more with new leave
    And the mobile number is changed once

  @req:TIF-CIS2-03 @req:TIF-CS-11 @negative
  Scenario: Leave is withdrawn again and again
    Given the receptionist has opened Joan's details
    And the platform withdraws the receptionist's leave whenever Joan's details are changed
    When the receptionist saves a new mobile number
    Then the user is told to sign in again
    And the system saved once more with new leave
    And the new mobile number is kept for the user to send again

  @req:TIF-CIS2-03 @negative @serial
  Scenario Outline: The platform <is in trouble> when it is asked for leave
    Given the API platform <is in trouble> when it is asked for leave
    When the receptionist opens Joan's details
    Then the user is told that national services cannot be reached in their name
    And nothing is sent to the Personal Demographics Service

    Examples:
      | is in trouble                          |
      | is out of service                      |
      | fails without a word                   |
      | answers with an error page             |
      | answers with rubbish                   |
      | breaks off in the middle of its answer |
      | drops the connection                   |
      | asks to be left alone for a moment     |
      | does not know the system any more      |

    @waits
    Examples:
      | is in trouble           |
      | does not answer in time |

  @req:TIF-CIS2-03 @negative @serial
  Scenario: Once the platform is well again, the user goes on without signing in
    Given the API platform is out of service when it is asked for leave
    When the receptionist opens Joan's details
    And the API platform is well again
    And the receptionist opens Joan's details
    Then the details are shown

  @req:TIF-CS-11 @req:TIF-CIS2-03 @negative @serial
  Scenario Outline: What the user typed is kept when the platform <is in trouble>
    Given the receptionist has opened Joan's details
    And the platform withdraws the receptionist's leave when Joan's details are next changed
    And the API platform <is in trouble> when it is asked for leave
    When the receptionist saves a new mobile number
    Then the user is told that national services cannot be reached in their name
    And the new mobile number is kept for the user to send again

    Examples:
      | is in trouble                     |
      | answers with an error page        |
      | does not know the system any more |

  @req:TIF-CIS2-03 @req:TIF-IG-WORK-01 @negative
  Scenario: Nobody calls in the name of a user who has left
    Given the receptionist has opened Joan's details
    And somebody has copied what the receptionist's browser knows
    When the receptionist signs out
    And whoever has the copy opens Joan's details
    Then the user is told to sign in
    And nothing is sent to the Personal Demographics Service
