using Atelier.Host.Api.Errors;

namespace Atelier.Host.Security.Rules;

/// <summary>How many requests one address may send, whoever they are from.</summary>
internal sealed class AddressRateRule(RequestRates rates) : IRequestRule
{
    public ApiError? Check(HttpContext context) => rates.OfAddress(context);
}
