using Atelier.Host.Configuration;

namespace Atelier.Host.Security.Keys;

/// <summary>
/// The admin key of an unattended set-up: from <c>ATELIER_ADMIN_KEY</c>, or from the file that <c>ATELIER_ADMIN_KEY_FILE</c> names.
/// </summary>
internal static class AdminKeySource
{
    public const string Variable = "ATELIER_ADMIN_KEY";
    public const string FileVariable = "ATELIER_ADMIN_KEY_FILE";

    private const int LongestFile = 4096;

    /// <summary>The key; null where none is given.</summary>
    /// <exception cref="OptionsException">Both are given, the file cannot be read, or the text cannot be a key. The text itself is not
    /// repeated.</exception>
    public static string? Read(Func<string, string?> environment)
    {
        var (given, file) = (environment(Variable), environment(FileVariable));
        if (given is { Length: > 0 } && file is { Length: > 0 })
        {
            throw new OptionsException($"{Variable} and {FileVariable} are both set; set one");
        }

        var (key, source) = file is { Length: > 0 } ? (ReadFile(file), FileVariable) : (given, Variable);
        return key is null or "" && file is null or "" ? null
            : ApiKey.IsPossible(key!) ? key
            : throw new OptionsException(
                $"{source}: must be {ApiKey.Shortest} to {ApiKey.Longest} visible ASCII characters without spaces; make one with: openssl rand -hex 32");
    }

    private static string ReadFile(string path)
    {
        try
        {
            using var file = File.OpenText(path);
            var buffer = new char[LongestFile];
            return new string(buffer, 0, file.ReadBlock(buffer)).Trim();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new OptionsException($"{FileVariable}: {exception.Message}", exception);
        }
    }
}
