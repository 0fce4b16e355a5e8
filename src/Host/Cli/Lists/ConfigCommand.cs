using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Atelier.Host.Configuration;

namespace Atelier.Host.Cli.Lists;

/// <summary><c>atelier config</c>: what is set, and where; or the schema that an editor checks <c>atelier.json</c> by.</summary>
internal static class ConfigCommand
{
    private static readonly JsonSerializerOptions Indented =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create(CommandContext context, Option<bool> json)
    {
        var schema = new Option<bool>("--schema") { Description = $"Print the JSON schema of {OptionsReader.FileName}" };
        var command = new Command("config", "Show every setting, its value and where it comes from") { schema };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(schema))
            {
                context.Terminal.Out.WriteLine(SettingsSchema.Create().ToJsonString(Indented));
                return ExitCode.Ok;
            }

            var options = context.Options;
            ServerSettings.Check(options);
            var rows = Setting.All.Select(setting => (string[])
                [setting.Key, setting.Read(options), options.Sources.GetValueOrDefault(setting.Key, "default"), setting.Variable,
                    setting.Description]);
            new Listing(["Setting", "Value", "From", "Variable", "Description"], [.. rows], Details: 2).Write(
                context.Terminal, parsed.GetValue(json));
            return ExitCode.Ok;
        });
        return command;
    }
}
