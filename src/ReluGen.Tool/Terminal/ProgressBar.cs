using Spectre.Console;

namespace ReluGen.Tool.Terminal;

/// <summary>Shows on a terminal how far work on several things is; does the work silently elsewhere.</summary>
internal static class ProgressBar
{
    /// <summary>Does <paramref name="work"/> for each of <paramref name="items"/>, in order.</summary>
    /// <param name="streams">Progress goes to standard error, where that is a terminal.</param>
    /// <param name="items">The things to work on.</param>
    /// <param name="name">What to call one.</param>
    /// <param name="work">Does the work on one; tells its second argument what it is at.</param>
    public static void Run<T>(ToolStreams streams, IReadOnlyList<T> items, Func<T, string> name, Action<T, Action<string>> work)
    {
        if (!streams.IsErrorTerminal)
        {
            foreach (T item in items)
            {
                work(item, _ => { });
            }

            return;
        }

        streams.ErrorConsole().Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new SpinnerColumn())
            .Start(context =>
            {
                ProgressTask task = context.AddTask("reading", maxValue: items.Count);
                foreach (T item in items)
                {
                    work(item, stage => task.Description = Markup.Escape($"{PrintableText.Of(name(item))}: {stage}"));
                    task.Increment(1);
                }
            });
    }
}
