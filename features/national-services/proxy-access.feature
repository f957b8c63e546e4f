@capability:C13 @service:validated-relationships @req:E00206 @api
Feature: Parents, carers and attorneys who act for a patient
  Somebody who looks after a patient may act for them, once the practice has agreed to it. Who may is kept nationally and decided at
  the practice; it can be taken back at any time.

  Background:
    Given Joan Okafor is registered at the practice
    And Peter Lindqvist is known nationally

  Scenario: The practice sees who may act for a patient
    Given Peter may act for Joan, who has consented
    When the receptionist looks who may act for Joan
    Then the receptionist sees that Peter may act for Joan

  @negative @req:TIF-CS-11
  Scenario Outline: Who may act cannot be checked: the service <is in trouble>
    Given Peter may act for Joan, who has consented
    And the relationships service <is in trouble> whenever it is asked who may act for Joan
    When the receptionist looks who may act for Joan
    Then the receptionist sees that it could not be checked who may act

    Examples:
      | is in trouble              |
      | fails without a word       |
      | answers with an error page |
      | answers with rubbish       |

  Scenario: A patient has consented to somebody acting for them
    When the receptionist lets Peter act for Joan, who has consented
    Then it is done
    And nationally, Peter may act for Joan with her consent, granted by this practice

  Scenario: A parent acts for a small child until it can decide for itself
    Given Rosa Adair, a child of 7, is registered at the practice
    When the receptionist lets Peter act for Rosa, for whom he has parental responsibility
    Then it is done
    And nationally, Peter may act for Rosa until she is 11

  @negative @req:TIF-IG-RBAC-01
  Scenario: Whether a young person can decide is not for reception to judge
    Given Rosa Adair, a child of 13, is registered at the practice
    When the receptionist lets Peter act for Rosa, for whom he has parental responsibility
    Then the user is told that their role does not allow it
    And nationally, nobody may act for Rosa

  Scenario: A clinician has judged that a young person cannot decide yet
    Given Rosa Adair, a child of 13, is registered at the practice
    When the GP lets Peter act for Rosa, for whom he has parental responsibility
    Then it is done
    And nationally, Peter may act for Rosa until she is 16

  @negative
  Scenario Outline: A basis that does not hold: <basis> for a patient of <age>
    Given Rosa Adair, a child of <age>, is registered at the practice
    When the GP lets Peter act for Rosa, <basis>
    Then the user is told that this is no basis at that age
    And nationally, nobody may act for Rosa

    Examples:
      | age | basis                                  |
      | 16  | for whom he has parental responsibility |
      | 7   | who has consented                      |

  Scenario: A request is approved
    Given Peter has asked to act for Joan, who has consented
    When the receptionist approves that Peter acts for Joan
    Then it is done
    And nationally, Peter may act for Joan with her consent, granted by this practice

  Scenario: A request is rejected, and the reason is kept
    Given Peter has asked to act for Joan, who has consented
    When the receptionist rejects that Peter acts for Joan, because "Joan says that she does not know him"
    Then it is done
    And nationally, Peter was rejected, because "Joan says that she does not know him"

  @negative
  Scenario: Nobody is rejected without a reason
    Given Peter has asked to act for Joan, who has consented
    When the receptionist rejects that Peter acts for Joan without saying why
    Then the user is told that a reason is needed
    And nationally, Peter still waits for a decision

  Scenario: What was agreed is taken back, and at once
    Given Peter may act for Joan, who has consented
    And Joan may use everything the practice offers online
    And Peter's app has asked for Joan's record on her behalf
    When the receptionist ends that Peter acts for Joan, because "Joan has asked for it"
    Then it is done
    And nationally, Peter may no longer act for Joan, because "Joan has asked for it"
    And Peter's app no longer gets at Joan's record

  @negative
  Scenario: The service has granted it, and then drops the connection
    Given the relationships service grants the next role for Joan and then drops the connection
    When the receptionist lets Peter act for Joan, who has consented
    Then the user is told that nobody knows whether it was done
    And nationally, Peter may act for Joan with her consent, granted by this practice

  @req:GPCPFAR01 @req:TIF-IG-AUD-03
  Scenario: Whoever may act for a patient gets at the record, under their own name
    Given Peter may act for Joan, who has consented
    And Joan may use everything the practice offers online
    When Peter's app asks for Joan's record on her behalf
    Then the app is given the record
    And the audit trail says that Peter saw Joan's record on her behalf

  @negative @req:TIF-IG-SHARE-01
  Scenario Outline: Somebody who may not act for a patient: <why>
    Given Joan may use everything the practice offers online
    And <why>
    When Peter's app asks for Joan's record on her behalf
    Then the app is turned away
    And the app has learnt nothing about Joan

    Examples:
      | why                                             |
      | Peter has asked to act for Joan, who has consented |
      | Peter was allowed to act for Joan until yesterday |
      | Peter was a parent acting for Joan as a child   |
      | the relationships service fails without a word whenever it is asked who may act for Joan |

  @negative @req:TIF-IG-SHARE-01
  Scenario: Somebody claims to be whoever may act for a patient
    Given Peter may act for Joan, who has consented
    And Joan may use everything the practice offers online
    When an app asks for Joan's record on her behalf, with a forged token of Peter's
    Then the app is turned away
    And the app has learnt nothing about Joan
