// The many shapes of error bodies. No network: texts go in, parts come out.
import { readErrorBody } from "../../src/api/http/errorBody";

describe("what an error body says", () => {
  const cases: { reason: string; text: string; code?: string; sentence?: string; requestId?: string }[] = [
    {
      reason: "Neutron",
      text: '{"NeutronError":{"type":"OverQuota","message":"Quota exceeded","detail":""}}',
      code: "OverQuota",
      sentence: "Quota exceeded",
    },
    {
      reason: "very old Neutron: a string",
      text: '{"NeutronError":"Router 1 not found"}',
      sentence: "Router 1 not found",
    },
    {
      reason: "Keystone",
      text: '{"error":{"code":401,"title":"Unauthorized","message":"requires authentication."}}',
      code: "Unauthorized",
      sentence: "requires authentication.",
    },
    {
      reason: "OTC service",
      text: '{"code":"VPC.1003","message":"quota reached"}',
      code: "VPC.1003",
      sentence: "quota reached",
    },
    {
      reason: "OTC gateway",
      text: '{"error_code":"APIGW.0101","error_msg":"no such API","request_id":"r-1"}',
      code: "APIGW.0101",
      sentence: "no such API",
      requestId: "r-1",
    },
    {
      reason: "policy hook of Neutron",
      text: '{"type":"HTTPNotFound","message":"gone","detail":""}',
      code: "HTTPNotFound",
      sentence: "gone",
    },
    {
      reason: "WebOb while Keystone is away",
      text: '{"message":"unavailable.<br /><br />\\nTry later.\\n\\n","code":"503 Service Unavailable","title":"Service Unavailable"}',
      code: "Service Unavailable",
      sentence: "unavailable. Try later.",
    },
    {
      reason: "501 of Neutron",
      text: '{"NotImplementedError":{"type":"NotImplementedError","message":"no"}}',
      code: "NotImplementedError",
      sentence: "no",
    },
    {
      reason: "Neutron as text in OTC's error_msg",
      text: JSON.stringify({
        error_code: "VPC.1002",
        error_msg: '{"NeutronError":{"type":"EndpointGroupInUse","message":"in use"}}',
        request_id: "r-2",
      }),
      code: "EndpointGroupInUse",
      sentence: "in use",
      requestId: "r-2",
    },
    {
      reason: "nested in message, code only outside",
      text: JSON.stringify({ code: "VPC.1002", message: '{"NeutronError":"boom"}' }),
      code: "VPC.1002",
      sentence: "boom",
    },
    { reason: "a string under error", text: '{"error":"invalid_request","code":"X.1"}', sentence: "invalid_request" },
    {
      reason: "a proxy's page",
      text: "<html><head><title>502 Bad\nGateway</title></head></html>",
      sentence: "502 Bad Gateway",
    },
    { reason: "plain text", text: "upstream  connect error\n", sentence: "upstream connect error" },
    { reason: "nothing", text: "  " },
    { reason: "an array", text: "[1,2]" },
    { reason: "an object that says nothing", text: "{}" },
  ];
  test.each(cases)("$reason", ({ text, code, sentence, requestId }) => {
    expect(readErrorBody(text)).toEqual({ code, sentence, requestId });
  });
});
