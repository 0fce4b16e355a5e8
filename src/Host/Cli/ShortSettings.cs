using System.CommandLine;
using Atelier.Host.Configuration;

namespace Atelier.Host.Cli;

/// <summary>
/// Settings with a short spelling, for every command's help. They are read before the command line is parsed, with all other settings.
/// </summary>
internal static class ShortSettings
{
    public static void AddTo(RootCommand root)
    {
        foreach (var (spelling, key) in CommandLineSetting.Short)
        {
            root.Add(new Option<string>(spelling) { Description = $"{Setting.Find(key)!.Description} ({key})", Recursive = true });
        }
    }
}
