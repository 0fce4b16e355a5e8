using Atelier.Host.Api.Errors;

namespace Atelier.Host.Security.Rules;

/// <summary>Something that every request must meet before anyone asks who sends it.</summary>
internal interface IRequestRule
{
    /// <summary>Why the request is refused; null lets it on.</summary>
    ApiError? Check(HttpContext context);
}
