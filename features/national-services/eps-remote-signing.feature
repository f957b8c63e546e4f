@capability:C14 @service:digital-signature @service:eps @req:E00101 @api @serial
Feature: Signing a prescription without a smartcard reader
  A prescriber who has no smartcard reader at hand signs with the NHS Digital Signature Service: the system asks it for a signature, the
  prescriber confirms it there, and the system fetches it. What comes back is held to what was prescribed before anything is sent.

  Background:
    Given Joan Okafor is registered at the practice
    And the GP has drafted amoxicillin for Joan

  @req:EPSP05
  Scenario: A prescription that was signed remotely reaches EPS
    Given the GP has asked for a remote signature
    And the GP has confirmed the signature
    When the GP goes on with the signature
    Then the prescription is sent
    And EPS has one prescription for Joan with what was drafted
    And the prescription is signed with SHA-256 and the GP's own key

  @req:TIF-IG-SHARE-01
  Scenario: The signature service learns nothing that could be read
    When the GP asks for a remote signature
    Then the signature service is given one document to sign, and nothing about Joan or her medicine

  @negative
  Scenario: The prescriber has not confirmed yet
    Given the GP has asked for a remote signature
    When the GP goes on with the signature
    Then the user is told to confirm the signature
    And it is still to be signed
    And EPS has no prescription for Joan

  Scenario: The prescriber confirms a little later
    Given the GP has asked for a remote signature
    And the GP has gone on too early
    And the GP has confirmed the signature
    When the GP goes on with the signature
    Then the prescription is sent
    And EPS has one prescription for Joan with what was drafted

  @negative
  Scenario: The prescriber declines
    Given the GP has asked for a remote signature
    And the GP has declined the signature
    When the GP goes on with the signature
    Then the user is told that the signature was declined
    And it is still to be signed
    And EPS has no prescription for Joan

  @negative @hazard:HZ-WRONG-DOSE
  Scenario Outline: A signature that is not the prescriber's over what they prescribed: <flaw>
    Given the next signature of the GP is <flaw>
    And the GP has asked for a remote signature
    And the GP has confirmed the signature
    When the GP goes on with the signature
    Then the user is told that the signature cannot be used
    And it is still to be signed
    And no prescription for Joan was sent to EPS

    Examples:
      | flaw                          |
      | over something else           |
      | that of another prescriber    |
      | not made with the key it names |
      | missing                       |

  @negative @hazard:HZ-LOST-UPDATE
  Scenario: The item was changed while the signature was waited for
    Given the GP has asked for a remote signature
    And the second GP has meanwhile changed the quantity to 28
    And the GP has confirmed the signature
    When the GP goes on with the signature
    Then the user is told that the prescription has changed meanwhile
    And no prescription for Joan was sent to EPS

  @negative @req:TIF-IG-RBAC-01
  Scenario: Nobody goes on with somebody else's signature
    Given the GP has asked for a remote signature
    And the GP has confirmed the signature
    When the second GP goes on with the signature
    Then the user is told that somebody else asked for it
    And no prescription for Joan was sent to EPS

  @negative @req:TIF-IG-RBAC-01
  Scenario: Preparing is not signing
    When the practice nurse asks for a remote signature
    Then the user is told that their role does not allow it
    And the signature service is not asked

  @negative
  Scenario: A signature is used once
    Given the GP has asked for a remote signature
    And the GP has confirmed the signature
    And the GP has gone on with the signature
    When the GP goes on with the signature
    Then the user is told that it is signed already, or has changed
    And EPS has one prescription for Joan with what was drafted

  @negative @req:TIF-CS-11
  Scenario Outline: The signature cannot be asked for: the service <is in trouble>
    Given the signature service <is in trouble> whenever a signature is asked for
    When the GP asks for a remote signature
    Then the user is told that the signature service is in trouble
    And it is still to be signed

    Examples:
      | is in trouble        |
      | fails without a word |
      | answers with rubbish |
      | drops the connection |

  @req:TIF-CS-11
  Scenario: The signature cannot be fetched at first
    Given the GP has asked for a remote signature
    And the GP has confirmed the signature
    And the signature service fails without a word when the signature is next fetched
    And the GP has gone on too early
    When the GP goes on with the signature
    Then the prescription is sent
    And EPS has one prescription for Joan with what was drafted
