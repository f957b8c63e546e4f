@capability:C4 @service:im1 @service:nhs-login @req:TIF-IM1-01 @api
Feature: Patients' online accounts through IM1
  A patient who asks for online access is handed a key at the practice, and proves with it that an app is theirs. After that NHS login
  says who calls, and the practice's system opens a session with what was arranged with the patient. What the app then reads goes
  through GP Connect.

  Background:
    Given Joan Okafor is registered at the practice

  Scenario: A patient links their app
    Given Joan may use everything the practice offers online
    And the receptionist has handed Joan a key
    When Joan links her app
    Then the app is linked
    And the audit trail says that Joan linked an app

  Scenario: A name is written as people write it
    Given the receptionist has handed Joan a key
    When Joan links her app, writing her name in capitals
    Then the app is linked

  @negative @req:TIF-IG-SHARE-01
  Scenario Outline: Details that do not fit: another <detail>
    Given the receptionist has handed Joan a key
    When somebody links an app with Joan's details, but with another <detail>
    Then the app is told the same as if there were no such account
    And the app has learnt nothing about Joan

    Examples:
      | detail        |
      | surname       |
      | date of birth |
      | key           |
      | account       |
      | practice      |

  @negative @req:TIF-IG-SHARE-01
  Scenario: An account that was tried too often is locked
    Given the receptionist has handed Joan a key
    And somebody has tried 5 wrong keys for Joan's account
    When Joan links her app
    Then the app is told that it has no access

  Scenario: A new key opens a locked account
    Given the receptionist has handed Joan a key
    And somebody has tried 5 wrong keys for Joan's account
    And the receptionist has handed Joan another key
    When Joan links her app
    Then the app is linked

  @negative
  Scenario: The key before is no good any more
    Given the receptionist has handed Joan a key
    And the receptionist has handed Joan another key
    When Joan links her app with the key before
    Then the app is told that there is no such account

  @negative @req:TIF-IG-SHARE-01
  Scenario: A key is good for one app
    Given the receptionist has handed Joan a key
    And Joan has linked her app
    When Joan links her app
    Then the app is told that there is no such account

  @negative
  Scenario: A child gets no account of their own
    Given Rosa Adair, a child of 12, is registered at the practice
    When the receptionist hands Rosa a key
    Then the user is told that she is too young

  @negative
  Scenario: Somebody who has left gets no account
    Given Joan has left the practice
    When the receptionist hands Joan a key
    Then the user is told that the patient is not registered here any more

  Scenario: A session has what was arranged with the patient
    Given Joan may see "detailed" of her record since 1 November 2022, "none" of what is older, and "view" prescriptions
    And Joan's app is linked
    When Joan's app asks for a session
    Then the app is given a session for Joan, with her record in detail, without documents, and without ordering

  @negative
  Scenario Outline: Nobody to open a session for: <why>
    Given Joan may use everything the practice offers online
    And <why>
    When Joan's app asks for a session
    Then the app is told that there is no such account

    Examples:
      | why                                                     |
      | nobody has handed Joan a key                            |
      | the receptionist has handed Joan a key                  |
      | Joan's app is linked, and Joan has left the practice    |
      | Joan's app is linked, and the practice has ended her account |

  @negative
  Scenario: Nothing was arranged with the patient
    Given Joan may use everything the practice offers online
    And Joan's app is linked
    And it was agreed with Joan that she sees and does nothing online
    When Joan's app asks for a session
    Then the app is told that it has no access

  @negative @req:TIF-GPC-07
  Scenario Outline: A token that <flaw>
    Given Joan may use everything the practice offers online
    And Joan's app is linked
    When an app asks for Joan's session with a token that <flaw>
    Then the app is told that its token is no good
    And the app has learnt nothing about Joan

    Examples:
      | flaw                                              |
      | is signed by somebody else under NHS login's name |
      | is meant for another system                       |
      | has expired                                       |

  @negative
  Scenario Outline: A request without <what>
    Given Joan's app is linked
    When Joan's app asks for a session without <what>
    Then the app is told that the request is not complete for IM1

    Examples:
      | what               |
      | the application id |
      | the request id     |
      | the practice       |

  @req:TIF-IG-AUD-01
  Scenario: Who opened a session can be found out
    Given Joan may use everything the practice offers online
    And Joan's app is linked
    When Joan's app asks for a session
    Then the audit trail says that Joan opened a session
