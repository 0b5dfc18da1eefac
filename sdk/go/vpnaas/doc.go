// Declare IPsec site-to-site VPN connections on the classic VPN API of Open Telekom Cloud and on OpenStack Neutron VPNaaS.
package vpnaas
