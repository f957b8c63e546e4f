@capability:C4 @service:nhs-login @api
Feature: What patients may see and do online
  The practice decides which services it offers online, and arranges with each patient how much they see and do. Apps ask first, and
  show what there is.

  Background:
    Given Joan Okafor is registered at the practice

  @req:GPCPFAR01
  Scenario Outline: The app shows what was arranged: <record> and <prescriptions>
    Given Joan may see "<record>" of her record since 1 November 2022, "<older>" of what is older, and "<prescriptions>" prescriptions
    When Joan's app asks what she may do online
    Then the app is told "<record>" since 1 November 2022, "<older>" of what is older, and "<prescriptions>"

    Examples:
      | record    | older     | prescriptions |
      | full      | summary   | manage        |
      | detailed  | none      | view          |
      | documents | documents | manage        |
      | none      | none      | none          |

  @req:GPCPFAR01 @req:TIF-IG-SHARE-01
  Scenario: What was arranged is taken back
    Given Joan may use everything the practice offers online
    And it was agreed with Joan that she sees and does nothing online
    When Joan's app asks for the record of Joan's
    Then the app is told that this is not open to the patient
    And the app has learnt nothing about Joan

  @negative @serial @req:TIF-GPC-09
  Scenario Outline: The practice switches <service> off
    Given Joan may use everything the practice offers online
    And the practice manager has switched <service> off
    When Joan's app asks for <what> of Joan's
    Then the app is told that this is not open to the patient
    And the app has learnt nothing about Joan

    Examples:
      | service             | what             |
      | the record online   | the record       |
      | prescriptions online | the medication   |
      | appointments online | the appointments |

  @serial @req:TIF-GPC-09
  Scenario: One service is off, the others are not
    Given Joan may use everything the practice offers online
    And the practice manager has switched the record online off
    When Joan's app asks for the medication of Joan's
    Then the app is given the medication

  @negative @serial @req:TIF-GPC-09
  Scenario: The permissions follow the switch
    Given Joan may use everything the practice offers online
    And the practice manager has switched the record online off
    When Joan's app asks what she may do online
    Then the app is told that nothing of the record is open

  @serial @req:TIF-GPC-09
  Scenario: Who switched can be found out
    Given Joan may use everything the practice offers online
    And the privacy officer has read the audit trail so far
    When the practice manager switches the record online off
    Then the audit trail says since then that the practice manager changed something

  @negative @serial @req:TIF-GPC-09 @req:TIF-IG-RBAC-01
  Scenario: Somebody who does not run the practice's system tries to switch
    Given Joan may use everything the practice offers online
    And a receptionist is signed in
    When the receptionist switches the record online off
    Then the user is told that their role does not allow it
    And the record is still open to Joan's app
