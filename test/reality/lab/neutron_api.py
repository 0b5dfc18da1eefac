"""Neutron's API for uwsgi, with three repairs of the lab; what a client sees of the HTTP API is Neutron's own.

1. Debian's own entry patches the standard library with green threads, under uwsgi's real ones. Now and then a request then hangs
   for ever ("cannot switch to a different thread"), and after an outage all of them may. Here nothing is patched.
2. The VPN plugin starts an RPC server in every process that loads it. Under uwsgi no thread serves it, so it takes every other call
   of an agent and never answers. This process only keeps the half that speaks to agents; neutron-rpc-server answers them.
3. This release of VPNaaS reads outside of a transaction, and the connection to the database goes back to the pool only with
   the garbage collector. A client that polls then meets an exhausted pool: 30 seconds of silence and a 500.
"""
from neutron import server
from neutron.common import config
from neutron_vpnaas.services.vpn.common import topics
from neutron_vpnaas.services.vpn.service_drivers import base_ipsec
from neutron_vpnaas.services.vpn.service_drivers import ipsec


def speak_only(driver):
    driver.agent_rpc = base_ipsec.IPsecVpnAgentApi(topics.IPSEC_AGENT_TOPIC, ipsec.BASE_IPSEC_VERSION, driver)


ipsec.IPsecVPNDriver.create_rpc_conn = speak_only
neutron = server.boot_server(lambda: config.load_paste_app("neutron"))


def application(environ, start_response):
    try:
        return neutron(environ, start_response)
    finally:
        context = environ.get("neutron.context")
        session = getattr(context, "_session", None)
        if session is not None:
            session.close()
