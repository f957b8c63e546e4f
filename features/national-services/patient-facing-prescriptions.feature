@capability:C3 @service:nhs-login @api
Feature: Patients ask for more of what they take
  Through the NHS App patients see what they take, ask for another issue, and follow what becomes of it. The practice decides.

  Background:
    Given Joan Okafor is registered at the practice
    And Joan may use everything the practice offers online
    And Joan takes salbutamol on repeat, issued twice so far

  @req:E00327
  Scenario: What a patient takes
    When Joan's app asks for her medication
    Then the app is shown the salbutamol, with what it is of, how it is taken and how much
    And each issue names the repeat it belongs to

  @req:E00327
  Scenario: What can be asked for again
    When Joan's app asks for her medication that can be asked for again
    Then the app is shown the salbutamol once

  @req:E00327 @req:TIF-IG-SHARE-01 @negative
  Scenario: What another patient takes
    Given Peter Lindqvist is registered at the practice
    And Peter may use everything the practice offers online
    And Peter takes furosemide on repeat, issued twice so far
    When Peter's app asks for his medication
    Then the app is shown the furosemide, and nothing that Joan takes

  @req:E00327 @negative
  Scenario: A date that has not come yet
    When Joan's app asks for her medication since a day next month
    Then the app is told that its search is not valid

  @req:E00328
  Scenario: A patient asks for more
    When Joan's app asks for more salbutamol
    Then the app is told that the request was taken in
    And the practice sees that Joan asks for more salbutamol

  @req:E00328
  Scenario: What the patient says, and where they want to collect it
    When Joan's app asks for more salbutamol, to be collected at FZ901, and says "Going away on Friday"
    Then the app is told that the request was taken in
    And the practice sees that Joan asks for more salbutamol, to be collected at FZ901, and says "Going away on Friday"

  @req:E00328 @negative
  Scenario: Asking twice
    Given Joan's app has asked for more salbutamol
    When Joan's app asks for more salbutamol
    Then the app is told that it was asked for already
    And the practice has 1 request of Joan's

  @req:E00328 @negative
  Scenario: The app has lost the answer and asks again
    Given Joan's app has asked for more salbutamol
    When Joan's app sends the same request again
    Then the app is told of the same request as before
    And the practice has 1 request of Joan's

  @req:E00328 @negative
  Scenario: Something that was stopped
    Given the GP has stopped Joan's salbutamol
    When Joan's app asks for more salbutamol
    Then the app is told that there is no such medication
    And the practice has 0 requests of Joan's

  @req:E00328 @negative @req:TIF-IG-SHARE-01
  Scenario: Something another patient takes
    Given Peter Lindqvist is registered at the practice
    And Peter may use everything the practice offers online
    When Peter's app asks for more of Joan's salbutamol
    Then the app is told that there is no such medication
    And the practice has 0 requests of Peter's

  @req:E00328 @negative @req:TIF-IG-SHARE-01
  Scenario: Asking in another patient's name
    Given Peter Lindqvist is registered at the practice
    And Peter may use everything the practice offers online
    When Peter's app asks for more salbutamol for Joan
    Then the app is refused
    And the practice has 0 requests of Joan's

  @req:E00328 @negative
  Scenario: A request that does not say for what
    When Joan's app asks for more, without saying of what
    Then the app is told that its request is not valid
    And the practice has 0 requests of Joan's

  @req:E00328 @negative
  Scenario Outline: A patient who may <level> prescriptions
    Given Joan may see "full" of her record since 1 November 2022, "full" of what is older, and "<level>" prescriptions
    When Joan's app asks for more salbutamol
    Then the app is told that this is not open to the patient
    And the practice has 0 requests of Joan's

    Examples:
      | level |
      | view  |
      | none  |

  @req:E00327
  Scenario: A patient who may look at prescriptions, and no more
    Given Joan may see "full" of her record since 1 November 2022, "full" of what is older, and "view" prescriptions
    When Joan's app asks for her medication
    Then the app is shown the salbutamol, with what it is of, how it is taken and how much

  @req:E00328
  Scenario: The practice agrees
    Given Joan's app has asked for more salbutamol
    And the GP has agreed to Joan's request
    When Joan's app asks what became of her requests
    Then the app is told that the request is being seen to

  @req:E00328
  Scenario: The practice does not agree
    Given Joan's app has asked for more salbutamol
    And the GP has rejected Joan's request, because "Please have your review first"
    When Joan's app asks what became of her requests
    Then the app is told that the request was rejected, because "Please have your review first"

  @req:E00328 @negative
  Scenario: A request that was rejected can be made again
    Given Joan's app has asked for more salbutamol
    And the GP has rejected Joan's request, because "Please have your review first"
    When Joan's app asks for more salbutamol
    Then the app is told that the request was taken in
