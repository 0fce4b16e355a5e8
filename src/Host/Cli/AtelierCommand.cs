using System.CommandLine;
using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Onnx;
using Atelier.Diffusion.Pipeline;
using Atelier.Generation;
using Atelier.Host.Cli.Discord;
using Atelier.Host.Cli.Hooks;
using Atelier.Host.Cli.Imagine;
using Atelier.Host.Cli.Lists;
using Atelier.Host.Cli.Keys;
using Atelier.Host.Cli.Models;
using Atelier.Host.Cli.Plugins;
using Atelier.Host.Cli.Preprocess;
using Atelier.Host.Cli.Recipes;
using Atelier.Host.Cli.Run;
using Atelier.Host.Cli.Schedules;
using Atelier.Host.Cli.Upscale;
using Atelier.Host.Cli.Webhooks;
using Atelier.Host.Configuration;
using Atelier.Host.Downloads;
using Atelier.Host.Scripting.Child;
using Atelier.Host.Serve;
using Atelier.Host.Store;
using Atelier.Host.Texts;
using Atelier.Host.Worker.Work;
using Atelier.Imaging;
using Atelier.Scripting;

namespace Atelier.Host.Cli;

/// <summary>The <c>atelier</c> command: parses, runs, and turns what goes wrong into one line and an exit code.</summary>
internal sealed class AtelierCommand(CommandContext context, IEngine engine)
{
    /// <summary>Runs a command line.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public int Run(string[] arguments)
    {
        ParseResult? parsed = null;
        try
        {
            parsed = Build().Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
            UsageErrors.Check(parsed);
            var configuration = new InvocationConfiguration
            {
                Output = context.Terminal.Out,
                Error = context.Terminal.Error,
                EnableDefaultExceptionHandler = false,

                // Signals are Interrupt's business: this would end the process two seconds after the first, whatever is being put away.
                ProcessTerminationTimeout = null,
            };
            return parsed.InvokeAsync(configuration, context.Cancellation).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            return Say("cancelled", ExitCode.Cancelled);
        }
        catch (RequestException exception)
        {
            return Say($"{ImagineOptions.NameOf(exception.Field)}: {exception.Problem}", ExitCode.BadInput);
        }
        catch (Exception exception) when (exception is InputException or OptionsException)
        {
            return Say(exception.Message, ExitCode.BadInput);
        }
        catch (ScriptException exception)
        {
            // What a server calls a field is an option's name here.
            var isOption = exception.Field is { } field
                && parsed?.CommandResult.Command.Options.Any(option => option.Name == $"--{field}") == true;
            return Say(isOption ? $"--{exception.Message}" : exception.Message,
                exception.Field is null ? ExitCode.Failed : ExitCode.BadInput);
        }
        catch (DownloadException exception)
        {
            return Say(exception.Message,
                exception.Fault is DownloadFault.BadRequest or DownloadFault.Exists ? ExitCode.BadInput : ExitCode.Failed);
        }
        catch (Exception exception) when (exception is CheckpointException or PictureException or GenerationException
            or ModelRuntimeException
            or StoreException or IOException or UnauthorizedAccessException)
        {
            return Say(exception.Message, ExitCode.Failed);
        }
        catch (Exception exception)
        {
            return Say($"this should not happen: {exception.GetType().Name}: {exception.Message}", ExitCode.Failed);
        }
    }

    private int Say(string message, int exitCode)
    {
        context.Terminal.Error.WriteLine($"atelier: {OneLine.Of(message, 2000)}");
        return exitCode;
    }

    private RootCommand Build()
    {
        var json = new Option<bool>("--json") { Description = "Print one JSON document and nothing else", Recursive = true };
        var root = new RootCommand("Atelier makes pictures from words.")
        {
            json,
            ImagineCommand.Create(context, engine, json),
            UpscaleCommand.Create(context, json),
            RecipeCommand.Create(context, json),
            RunCommand.Create(context, json),
            ServeCommand.Create(context),
            ScheduleCommand.Create(context, json),
            WebhookCommand.Create(context, json),
            HookCommand.Create(context, json),
            KeysCommand.Create(context, json),
            HealthCommand.Create(context),
            ModelsCommand.Create(context, json),
            AdaptersCommand.Loras(context, json),
            AdaptersCommand.Embeddings(context, json),
            PluginsCommand.Create(context, json),
            PartsCommand.Samplers(context, json),
            PartsCommand.Schedules(context, json),
            PartsCommand.Guidances(context, json),
            PreprocessCommand.Create(context, json),
            PreprocessorsCommand.Create(context, json),
            ControlNetsCommand.Create(context, json),
            PartsCommand.Upscalers(context, json),
            DiscordCommand.Create(context, json),
            InfoCommand.Create(context, json),
            ConfigCommand.Create(context, json),
            WorkerCommand.Create(context),
            ScriptHostCommand.Create(context),
        };
        ShortSettings.AddTo(root);
        return root;
    }
}
