using Atelier.Host.Configuration;

namespace Atelier.Host.Automation.Publishing.Http;

/// <summary>The settings of a <see cref="HttpTarget"/>.</summary>
internal sealed record HttpSettings : FileTargetSettings
{
    /// <summary>Below which address the files are put.</summary>
    public required string Url { get; init; }

    /// <summary><c>env:NAME</c>: goes along as <c>Authorization: Bearer</c>. Null for none.</summary>
    public string? Token { get; init; }

    /// <summary>The name for HTTP Basic; null for none.</summary>
    public string? User { get; init; }

    /// <summary><c>env:NAME</c>: the password for HTTP Basic.</summary>
    public string? Password { get; init; }

    /// <summary>How many versions stay, with the present one, where the server takes DELETE; 0 leaves all. Default 5.</summary>
    public int Keep { get; init; } = 5;

    public IEnumerable<(string Field, string Problem)> Problems()
    {
        foreach (var problem in AddressProblems("url", Url).Concat(OldVersions.Problems(Keep)))
        {
            yield return problem;
        }

        foreach (var (field, text) in ((string, string?)[])[("token", Token), ("password", Password)])
        {
            if (text is not null && SecretReference.Problem(text) is { } problem)
            {
                yield return (field, problem);
            }
        }

        if (Token is not null && User is not null)
        {
            yield return ("token", "goes without user; name one of the two");
        }

        if (User is null != Password is null)
        {
            yield return User is null ? ("user", "is missing beside password") : ("password", "is missing beside user");
        }
    }
}
